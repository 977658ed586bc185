// Judges a submission that hangs, says when a test has begun, and waits to be killed. Run as a process of its own.
//   doomed-supervisor.cjs [subject] [wall limit in milliseconds]
import { createJudging } from '@assay/judging';
import { sandboxOptions } from './sandbox';
import { submissionOf, trialWith } from './trial';

async function main(): Promise<void> {
  const judging = await createJudging(sandboxOptions());
  const [, , subject = 'hang.py', wall = '60000'] = process.argv;
  const challenge = await trialWith({ limits: { wall: Number(wall) } });
  await judging.judge(submissionOf(challenge, subject, { answers: ['/health'] }), {
    onEvent: (event) => {
      if (event.type === 'test-started' && event.id === 'echo-gives-back')
        process.stdout.write('a test has begun\n');
    },
  });
}

void main();
