import type { PlatformView } from '@assay/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { getPlatform } from '../api/platform.api';
import { Notice } from '../ui/Notice';
import { PageError } from '../ui/PageError';
import { useTitle } from '../ui/use-title';
import { platformSummary } from './platform-words';
import { PlatformTable } from './PlatformTable';
import { SIGNED_IN } from './session.query';
import './platform-page.css';

/** What is on its way shows soon after it has arrived. */
const REFRESH_MS = 3_000;

/** Runtimes and services, for whoever runs the platform: what can be used, what can't, and why. */
export function PlatformPage(): ReactElement {
  useTitle('Platform');
  const { data, error, refetch } = useQuery({
    queryKey: ['manage', 'platform'],
    queryFn: getPlatform,
    refetchInterval: REFRESH_MS,
    meta: SIGNED_IN,
  });
  if (data === undefined) {
    if (error !== null) return <PageError error={error} onRetry={() => void refetch()} />;
    return (
      <main id="main" className="manage">
        <p className="loading-lines" role="status">
          Loading…
        </p>
      </main>
    );
  }
  return (
    <main id="main" className="manage">
      <header className="manage-head">
        <div>
          <h1>Platform</h1>
          <p className="manage-sub">
            {platformSummary(data).map((text) => (
              <span key={text}>{text}</span>
            ))}
          </p>
        </div>
      </header>
      <NoWorker platform={data} />
      <section className="platform-section" aria-labelledby="runtimes-title">
        <h2 id="runtimes-title">Runtimes</h2>
        <p className="platform-about">
          A language with its frameworks. Needs are the least that a candidate’s program gets, as measured; a
          challenge’s own limits count where they are higher.
        </p>
        <PlatformTable
          label="Runtimes"
          parts={data.runtimes.map((runtime) => ({
            ...runtime,
            about: runtime.languages.map((language) => language.name).join(', '),
            brings: runtime.frameworks,
          }))}
        />
      </section>
      <section className="platform-section" aria-labelledby="services-title">
        <h2 id="services-title">Services</h2>
        <p className="platform-about">
          What a challenge may ask for. Each submission gets a fresh one, with the challenge’s data in memory.
        </p>
        <PlatformTable
          label="Services"
          parts={data.services.map((service) => ({ ...service, about: null, brings: [] }))}
        />
      </section>
    </main>
  );
}

function NoWorker({ platform }: { platform: PlatformView }): ReactElement | null {
  if (platform.workers > 0) return null;
  return (
    <div className="platform-notice">
      <Notice tone="bad" live title="No worker has reported lately">
        Nothing is judged until one runs. Submissions are taken and wait. The worker’s log says more.
      </Notice>
    </div>
  );
}
