import { type ReactNode, useContext } from 'react';
import type { FieldError, Problem } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import { type Asked, type Command, isWaiting, OfflineError, ProblemError } from '../api/index.ts';
import { useFormat, useLocalized, useTexts } from '../i18n/index.ts';
import { Button } from './button.tsx';
import { AdministratorContext, WayInContext } from './guide.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import { AppLink } from './link.tsx';
import { words } from './words.ts';

/** Nothing yet: what would stand here, and the first step. */
export function EmptyState(props: { title: string; text?: string; icon?: IconName; action?: ReactNode }) {
  return (
    <div className="state">
      <Icon name={props.icon ?? 'inbox'} size={26} />
      <p className="strong">{props.title}</p>
      {props.text ? <p className="quiet">{props.text}</p> : null}
      {props.action}
    </div>
  );
}

/** Keeps the layout: as many grey lines as there will be rows. */
export function Loading({ rows = 6 }: { rows?: number }) {
  const t = useTexts(words);
  return (
    <div className="loading" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, index) => index).map((line) => (
        <span key={line} className="loading-line" />
      ))}
    </div>
  );
}

/** The one answer to what is not there and to what lies outside one's authority: the two look alike. */
export function NotHere() {
  const t = useTexts(words);
  const administrator = useContext(AdministratorContext);
  const wayIn = useContext(WayInContext);
  return (
    <EmptyState
      icon="lock"
      title={t('notHereTitle')}
      text={administrator === null ? t('notHereText') : t('notHereTextAt', { administrator })}
      action={
        <>
          <AppLink to="/" className="button button-plain button-m">
            {t('notHereHome')}
          </AppLink>
          {wayIn}
        </>
      }
    />
  );
}

export function useNotHereTitle(): string {
  return useTexts(words)('notHereTitle');
}

/** Says what to do. Waiting is not failing. */
export function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  const t = useTexts(words);
  const said = useErrorText();
  if (error instanceof ProblemError && error.problem.code === 'not-found') return <NotHere />;
  const waiting = error instanceof OfflineError;
  return (
    <div className="state" role="status">
      <Icon name={waiting ? 'wifi-off' : 'warning'} size={26} />
      <p className="strong">{t(waiting ? 'offlineTitle' : 'failedTitle')}</p>
      <p className="quiet">{said(error)}</p>
      {retry ? (
        <Button icon="refresh" onPress={retry}>
          {t('tryAgain')}
        </Button>
      ) : null}
    </div>
  );
}

/** The words of an error in the language of now. */
export function useErrorText(): (error: Error) => string {
  const t = useTexts(words);
  const localized = useLocalized();
  return (error) => {
    if (error instanceof ProblemError) return localized(error.problem.detail);
    return t(isWaiting(error) ? 'offlineText' : 'faultText');
  };
}

/** A line above data that could not be renewed. */
export function Stale({ since }: { since: Date | null }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  if (!since) return null;
  return (
    <p className="notice notice-alarm" role="status">
      <Icon name="wifi-off" size={16} />
      {t('staleSince', { time: instant(since.toISOString()) })}
    </p>
  );
}

export type AnswerProps<T> = {
  readonly of: Asked<T>;
  readonly children: (data: T) => ReactNode;
  readonly isEmpty?: (data: T) => boolean;
  readonly empty?: ReactNode;
  /** Lines to hold free while loading. */
  readonly rows?: number;
};

/** Loading, failed, empty, stale, ready: all five, in one place. */
export function Answer<T>({ of: asked, children, isEmpty, empty, rows }: AnswerProps<T>) {
  if (asked.state === 'loading') return <Loading {...(rows === undefined ? {} : { rows })} />;
  if (asked.state === 'failed') return <Failed error={asked.error} retry={asked.retry} />;
  return (
    <>
      <Stale since={asked.staleSince} />
      {isEmpty?.(asked.data) ? empty : children(asked.data)}
    </>
  );
}

/** What became of a command: refused and why, or waiting for the network. */
export function CommandNotice({ command }: { command: Pick<Command<never>, 'state' | 'problem' | 'hurry'> }) {
  const t = useTexts(words);
  if (command.state === 'waiting') {
    return (
      <p className="notice" role="status">
        <Icon name="wifi-off" size={16} />
        <span>{t('waiting')}</span>
        <Button kind="quiet" size="s" onPress={command.hurry}>
          {t('sendNow')}
        </Button>
      </p>
    );
  }
  return command.problem ? <ProblemNotice problem={command.problem} /> : null;
}

/** A refusal with every field that is not right yet. */
export function ProblemNotice({ problem }: { problem: Problem }) {
  const localized = useLocalized();
  return (
    <div className="notice notice-alarm" role="alert">
      <Icon name="warning" size={16} />
      <div>
        <p>{localized(problem.detail)}</p>
        {problem.errors ? <FieldErrors errors={problem.errors} /> : null}
      </div>
    </div>
  );
}

type FieldErrorsProps = {
  readonly errors: readonly FieldError[];
  /** What the fields are called; the others go by their key. */
  readonly titles?: Readonly<Record<string, Localized>>;
};

export function FieldErrors({ errors, titles }: FieldErrorsProps) {
  const t = useTexts(words);
  const localized = useLocalized();
  const titleOf = (field: string) => {
    const title = titles?.[nameOf(field)];
    return title ? localized(title) : nameOf(field);
  };
  return (
    <ul className="field-errors">
      {errors.map((error) => (
        <li key={`${error.row}:${error.field}:${error.code}`}>
          {error.row === undefined ? null : <span className="strong">{t('row', { row: error.row })} · </span>}
          <code>{titleOf(error.field)}</code>: {localized(error.message)}
        </li>
      ))}
    </ul>
  );
}

/** The word about one field, for its `error`: `errorOf(command.problem, 'name')`. */
export function useFieldError(problem: Problem | null): (field: string) => string | undefined {
  const localized = useLocalized();
  return (field) => {
    const found = problem?.errors?.find((error) => nameOf(error.field) === field);
    return found ? localized(found.message) : undefined;
  };
}

// `/body/contact/phone` is `contact/phone` to whoever filled the form.
function nameOf(path: string): string {
  return path.replace(/^\/(body|query|params)\//, '').replace(/^\//, '');
}
