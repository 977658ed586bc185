const { serve } = require('./vault');

const hosts = ['127.0.0.1', '172.17.0.1', ...'{{host.addresses}}'.split(',')];
const ports = [2375, 2376, 2377, 4243, 10250, 8500, Number('{{canary.port}}')];
const proxies = Object.keys(process.env).filter((name) => /proxy/i.test(name));

async function ask(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(800), redirect: 'manual' });
    return `${url} ${response.status}`;
  } catch {
    return undefined;
  }
}

const urls = [...new Set(hosts)].flatMap((host) => ports.map((port) => `http://${host}:${port}/version`));
void Promise.all(urls.map(ask)).then((answers) => {
  const reached = [...answers.filter(Boolean), ...proxies];
  console.log(reached.length > 0 ? `BREACH ${reached}` : `TRIED ${urls.length} addresses`);
  serve();
});
