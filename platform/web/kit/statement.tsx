import './kit.css';
import type { ReactNode } from 'react';

/** What it is called, and what is said of it; nothing is drawn where nothing was said. */
export type Fact = readonly [name: string, said: ReactNode];

/** What somebody stated, line by line: what a decision is about. */
export function Statement({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="statement">
      {facts.map(([name, said]) =>
        said === null || said === '' ? null : (
          <div key={name}>
            <dt className="quiet">{name}</dt>
            <dd>{said}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
