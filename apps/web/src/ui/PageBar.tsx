import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { Logo } from './Logo';
import { ThemeSwitch } from './ThemeSwitch';
import './page-bar.css';

/** The bar on top of a page that is read, not worked in. */
export function PageBar({ home, children }: { home?: '/' | '/manage'; children?: ReactNode }): ReactElement {
  return (
    <header className="page-bar">
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      {home === undefined ? (
        <Logo />
      ) : (
        <Link to={home} className="page-bar-home">
          <Logo />
        </Link>
      )}
      <div className="page-bar-end">
        {children}
        <ThemeSwitch />
      </div>
    </header>
  );
}
