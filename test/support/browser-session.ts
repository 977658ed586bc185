import type {
  CreatedInvitation,
  AssessmentSummary,
  SequencedSubmissionEvent,
  SourceFile,
  SubmissionEvent,
} from '@assay/contracts';

/** Answer of the API with its body parsed. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Speaks to the API as a browser would: keeps its cookies. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  get<T>(path: string, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.request<T>('GET', path, undefined, headers);
  }

  post<T>(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer<T>> {
    return this.request<T>('POST', path, body, headers);
  }

  put<T>(path: string, body: unknown): Promise<Answer<T>> {
    return this.request<T>('PUT', path, body);
  }

  /** The events of a submission from `after` on, until the stream ends or `enough` says so. Reconnects as a browser does. */
  async events(
    submissionId: string,
    enough: (event: SubmissionEvent) => boolean = () => false,
    ms = 90_000,
  ): Promise<SequencedSubmissionEvent[]> {
    const seen: SequencedSubmissionEvent[] = [];
    const until = Date.now() + ms;
    while (Date.now() < until) {
      const last = seen.at(-1)?.seq ?? 0;
      try {
        const response = await fetch(`${this.url}/api/submissions/${submissionId}/events`, {
          headers: { cookie: this.cookie(), accept: 'text/event-stream', 'last-event-id': String(last) },
          signal: AbortSignal.timeout(until - Date.now()),
        });
        if (response.status !== 200 || response.body === null)
          throw new Error(`events answered ${String(response.status)}`);
        let text = '';
        for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
          text += chunk;
          const parts = text.split('\n\n');
          text = parts.pop() ?? '';
          for (const part of parts) {
            const event = parsed(part);
            if (event === undefined) continue;
            seen.push(event);
            if (ends(event.event) || enough(event.event)) return seen;
          }
        }
      } catch (error) {
        if (Date.now() >= until) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(
      `the submission did not end within ${String(ms)} ms; seen: ${JSON.stringify(seen.slice(-3))}`,
    );
  }

  private async request<T>(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        cookie: this.cookie(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as T,
    };
  }

  private cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

function parsed(part: string): SequencedSubmissionEvent | undefined {
  const lines = part.split('\n');
  const id = lines
    .find((line) => line.startsWith('id:'))
    ?.slice(3)
    .trim();
  const data = lines.filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trim());
  if (id === undefined || data.length === 0) return undefined;
  const value = JSON.parse(data.join('\n')) as SubmissionEvent | SequencedSubmissionEvent;
  return { seq: Number(id), event: 'event' in value ? value.event : value };
}

/** Whether a submission is over with this event. */
function ends(event: SubmissionEvent): boolean {
  return event.type === 'verdict' || (event.type === 'status' && event.status === 'error');
}

/** A candidate in a started attempt of the demo assessment. */
export class CandidateSession {
  private constructor(
    readonly browser: Browser,
    readonly attemptId: string,
    readonly link: string,
  ) {}

  /** Invited by the manager, has opened the link, and has started unless told otherwise. */
  static async invited(manager: Browser, browser: Browser, start = true): Promise<CandidateSession> {
    const { body: assessments } = await manager.get<AssessmentSummary[]>('/api/assessments');
    const { body: invitation } = await manager.post<CreatedInvitation>('/api/invitations', {
      assessmentId: assessments[0]?.id,
      candidateName: 'Test candidate',
      candidateEmail: 'candidate@assay.example',
    });
    const token = new URL(invitation.url).hash.slice(1);
    await browser.post('/api/invitations/open', { token });
    if (start) await browser.post(`/api/attempts/${invitation.attemptId}/start`);
    return new CandidateSession(browser, invitation.attemptId, invitation.url);
  }

  /** Hands files in. @returns the submission's id */
  async submit(
    challenge: string,
    language: string,
    files: readonly SourceFile[],
    mode: 'run' | 'submission' = 'submission',
  ): Promise<string> {
    const answer = await this.browser.post<{ id: string }>(`/api/attempts/${this.attemptId}/submissions`, {
      challenge,
      language,
      files,
      mode,
    });
    if (answer.status !== 202)
      throw new Error(`the submission was answered ${String(answer.status)}: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  }
}
