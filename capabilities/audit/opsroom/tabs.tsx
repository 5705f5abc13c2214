import { useTexts } from '#web/i18n/index.ts';
import { useHref, useMay, useOpenOperation } from '#web/shell/index.ts';
import { AppLink } from '#web/ui/index.ts';
import { journalRead } from '../contract.ts';
import './audit.css';
import { words } from './words.ts';

const PAGES = [
  ['jurnal', 'tabJournal'],
  ['siapa-membaca', 'tabReads'],
  ['pengesahan-jurnal', 'tabSeal'],
] as const;
export type AuditPage = (typeof PAGES)[number][0];

/** Whoever only sees checkpoints, or has no operation open, needs no way to the others. */
export function useTabsOffered(): boolean {
  const mayRead = useMay(journalRead.name);
  return useOpenOperation() !== null && mayRead;
}

/** The three pages of the journal. */
export function AuditTabs({ current }: { current: AuditPage }) {
  const t = useTexts(words);
  const href = useHref();
  return (
    <nav className="audit-tabs" aria-label={t('title')}>
      {PAGES.map(([path, key]) => (
        <span key={path} className={path === current ? 'audit-tab audit-tab-here' : 'audit-tab'}>
          {path === current ? (
            <span aria-current="page">{t(key)}</span>
          ) : (
            <AppLink to={href(path)}>{t(key)}</AppLink>
          )}
        </span>
      ))}
    </nav>
  );
}
