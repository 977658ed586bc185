// `npm run build`: packages where they are missing, the compiled code and the pages. Needs no Docker.
import { setUp } from './setup.mjs';
import { Interrupted, Steps, interruption } from './steps.mjs';

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => interruption.abort(new Interrupted()));
const steps = new Steps();
try {
  await setUp(steps, { judging: false });
} catch (error) {
  steps.explain(error);
  process.exitCode = 1;
}
