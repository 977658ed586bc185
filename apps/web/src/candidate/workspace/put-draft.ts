import { type Draft, draftSchema, type Language, type SourceFile } from '@assay/contracts';
import { getChallenge, saveDraft } from '../../api/candidate.api';
import { ConnectionError, isProblem, ProblemError } from '../../api/http';
import type { SaveOutcome } from '../drafts/draft-saver';

/** Saves files on the server, with every expected answer as a value. */
export async function putDraft(
  attemptId: string,
  slug: string,
  language: Language,
  files: readonly SourceFile[],
  revision: number,
  keepalive: boolean,
): Promise<SaveOutcome> {
  try {
    const body = { language, files: [...files], revision };
    const saved = await saveDraft(attemptId, slug, body, keepalive ? { keepalive } : {});
    return { kind: 'saved', ...saved };
  } catch (error) {
    if (isProblem(error, 'draft_conflict')) return conflict(attemptId, slug, language, error);
    return expected(error);
  }
}

async function conflict(
  attemptId: string,
  slug: string,
  language: Language,
  error: ProblemError,
): Promise<SaveOutcome> {
  const told = draftSchema.safeParse(error.problem.current);
  if (told.success && told.data.language === language) return { kind: 'conflict', current: told.data };
  try {
    const challenge = await getChallenge(attemptId, slug);
    const nothing: Draft = {
      language,
      files: challenge.starters[language] ?? [],
      revision: 0,
      savedAt: null,
    };
    return {
      kind: 'conflict',
      current: challenge.drafts.find((draft) => draft.language === language) ?? nothing,
    };
  } catch (second) {
    return expected(second);
  }
}

function expected(error: unknown): SaveOutcome {
  if (error instanceof ConnectionError) return { kind: 'offline' };
  if (!(error instanceof ProblemError)) {
    return {
      kind: 'refused',
      message: error instanceof Error ? error.message : 'The draft could not be saved.',
    };
  }
  const { code, status, detail } = error.problem;
  if (code === 'attempt_over') return { kind: 'closed' };
  // Too many requests and a server in trouble pass by themselves.
  return status === 429 || status >= 500 ? { kind: 'offline' } : { kind: 'refused', message: detail };
}
