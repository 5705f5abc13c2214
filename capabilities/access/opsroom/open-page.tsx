import './access.css';
import { type ReactNode, useEffect } from 'react';
import { chooseLanguage, useLanguage } from '#web/i18n/index.ts';
import { Segmented } from '#web/ui/index.ts';

const LANGUAGES = [
  { id: 'id', text: 'Indonesia' },
  { id: 'en', text: 'English' },
] as const;

/** A page for somebody who is not signed in: one thing to do, in the middle. */
export function OpenPage({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · Rakor`;
  }, [title]);
  return (
    <main className="access-open">
      <div className="access-open-head">
        <span className="access-brand">Rakor</span>
        <Segmented label="Bahasa / Language" options={LANGUAGES} value={language} onChange={chooseLanguage} />
      </div>
      <section className="access-card">
        <h1>{title}</h1>
        <p className="quiet">{text}</p>
        {children}
      </section>
    </main>
  );
}
