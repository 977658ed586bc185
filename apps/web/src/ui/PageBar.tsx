import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { Logo } from './Logo';
import { ThemeSwitch } from './ThemeSwitch';
import './page-bar.css';

/** The bar on top of a page that is read, not worked in. */
export function PageBar({
  home,
  places,
  children,
}: {
  home?: '/' | '/manage';
  /** Links to the places of this part of the site. */
  places?: ReactNode;
  children?: ReactNode;
}): ReactElement {
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
      {places !== undefined && (
        <nav className="page-bar-places" aria-label="Places">
          {places}
        </nav>
      )}
      <div className="page-bar-end">
        {children}
        <ThemeSwitch />
      </div>
    </header>
  );
}
