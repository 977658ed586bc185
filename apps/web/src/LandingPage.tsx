import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { sessionQuery } from './manage/session.query';
import { SignInForm } from './manage/SignInForm';
import { Icon, type IconName } from './ui/Icon';
import { PageBar } from './ui/PageBar';
import { useTitle } from './ui/use-title';
import './landing-page.css';

/** The first page: what Assay is, and the way in for managers. Candidates come by their own link. */
export function LandingPage(): ReactElement {
  useTitle('Technical assessments for backend engineers');
  const navigate = useNavigate();
  const session = useQuery(sessionQuery);
  return (
    <>
      <PageBar />
      <main id="main" className="landing">
        <section className="landing-words">
          <h1>Backends, judged by what they do.</h1>
          <p className="landing-lead">
            Candidates build a real service in the browser. Assay runs it in a locked-down sandbox against
            tests that it can neither see nor influence, and shows you the evidence.
          </p>
          <ul className="landing-points">
            <Point icon="lock">
              The code that judges never shares a process with the code that is judged.
            </Point>
            <Point icon="check">Every point of a score leads to a test, and the test to what happened.</Point>
            <Point icon="platform">A fault of the platform never counts against a candidate.</Point>
          </ul>
        </section>
        <section className="landing-card" aria-labelledby="sign-in-title">
          <h2 id="sign-in-title">
            {session.data ? `Welcome back, ${session.data.name}` : 'Sign in to review'}
          </h2>
          {session.data ? (
            <Link to="/manage" className="button button-primary button-large">
              To the candidates
            </Link>
          ) : (
            <SignInForm onSignedIn={() => void navigate({ to: '/manage' })} />
          )}
          <p className="landing-candidates">
            <strong>Invited to an assessment?</strong> You need no account: open the link in your invitation.
          </p>
        </section>
      </main>
    </>
  );
}

function Point({ icon, children }: { icon: IconName; children: string }): ReactElement {
  return (
    <li>
      <Icon name={icon} size={18} />
      {children}
    </li>
  );
}
