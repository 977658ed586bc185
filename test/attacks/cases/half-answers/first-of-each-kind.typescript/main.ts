import { answer, serve } from './vault';

const seen = new Set<string>();
console.log('TRIED to work once');
serve((request) => {
  const kind = `${request.method} ${request.path.split('/')[1]}`;
  if (seen.has(kind)) return [500, {}];
  seen.add(kind);
  return answer(request);
});
