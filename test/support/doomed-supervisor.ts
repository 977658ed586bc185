// Judges a submission that hangs, says when a test has begun, and waits to be killed. Run as a process of its own.
import { createJudging } from '@assay/judging';
import { sandboxOptions } from './sandbox';
import { submissionOf, trialWith } from './trial';

async function main(): Promise<void> {
  const judging = await createJudging(sandboxOptions());
  const challenge = await trialWith({ limits: { wall: 60_000 } });
  await judging.judge(submissionOf(challenge, 'hang.py', { answers: ['/health'] }), {
    onEvent: (event) => {
      if (event.type === 'test-started' && event.id === 'echo-gives-back')
        process.stdout.write('a test has begun\n');
    },
  });
}

void main();
