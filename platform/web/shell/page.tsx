import { type ReactNode, useEffect } from 'react';

export type PageProps = {
  readonly title: string;
  /** One quiet line beside the title: whose, as of when. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** What waits for you: the list on the right. */
  readonly side?: ReactNode;
  /** Context above the work: tabs, figures. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
  /** `fill`: the child scrolls itself (a table, a map). `read`: a page that scrolls, in a readable width. */
  readonly form?: 'fill' | 'read';
};

/** The grammar of every screen: context on top, the work in the middle, what waits on the right. */
export function Page({ title, note, actions, side, above, children, form = 'fill' }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Rakor`;
  }, [title]);
  return (
    <div className={side ? 'page page-with-side' : 'page'}>
      <div className="page-main">
        <header className="page-head">
          <h1>{title}</h1>
          {note ? <span className="quiet">{note}</span> : null}
          <span className="spring" />
          {actions}
        </header>
        {above ? <div className="page-above">{above}</div> : null}
        <div className={`page-body page-${form}`}>{children}</div>
      </div>
      {side ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and holds no control is scrolled by keys
        <aside className="page-side" tabIndex={0} aria-label={title}>
          {side}
        </aside>
      ) : null}
    </div>
  );
}

/** A row of figures along the bottom or top of a page, each a door into its list. */
export function FigureStrip({ children }: { children: ReactNode }) {
  return <div className="figure-strip">{children}</div>;
}
