import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import { EMERGENCY_KIND } from '#rooms/field-reports/contract.ts';
import {
  HalfWritten,
  KindGuide,
  Kinds,
  ReportDetail,
  ReportForm,
  withEmergency,
} from '#rooms/field-reports/field/index.ts';
import type { Static, TSchema } from '#shared/schema.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import type { Item } from '#web/outbox/index.ts';
import { Icon } from '#web/ui/icon.tsx';
import { Around, askAround } from './around.ts';
import { Contacts } from './contacts.tsx';
import { Home } from './home.tsx';
import { NetworkBar } from './network-bar.tsx';
import { askKinds, type OpenPost } from './open-post.ts';
import { PhonePage } from './phone-page.tsx';
import { isShiftOver } from './shift.ts';
import { words } from './words.ts';

const NOTHING: Kinds = { kinds: [...withEmergency([])], agencies: [] };
const AROUND = 'around';
const HALF = 'half-written';

/** At the post: head, state of the network, and the page that the address names. */
export function Inside(props: { open: OpenPost; keeps: boolean; onLock: () => void; onSignIn: () => void }) {
  const { open, keeps, onLock, onSignIn } = props;
  const { outbox, entered, post } = open;
  const t = useTexts(words);
  const format = useFormat();
  const view = useSyncExternalStore(outbox.onChange, outbox.view);
  const known = useKept(open, 'kinds', Kinds, askKinds) ?? NOTHING;
  const kinds = withEmergency(known.kinds);
  const around = useKept(open, AROUND, Around, askAroundPost);
  const [page, id] = usePage();
  const item = view.items.find((each) => each.id === id) ?? null;
  const { vault } = entered;
  return (
    <>
      <header className="head">
        {page !== '' && (
          <a className="back" href="#pos" aria-label={t('back')}>
            <Icon name="chevron-left" size={24} />
          </a>
        )}
        <span>
          <h1>{titleOf(page, t) ?? post.stationName}</h1>
          <span className="quiet">
            {page === '' && around?.areaName ? `${around.areaName} · ` : ''}
            {vault.name ? `${vault.name} · ` : ''}
            {t('guardUntil', { shift: vault.shift, until: format.brief(vault.expiresAt, new Date()) })}
          </span>
        </span>
      </header>
      <NetworkBar view={view} keeps={keeps} onSignIn={onSignIn} />
      {isShiftOver(vault, new Date()) && !view.signedOut && (
        <p className="notice" role="status">
          {t('shiftOver')}
        </p>
      )}
      <main className="page">
        {page === '' && <Home open={open} view={view} kinds={kinds} />}
        {page === 'lapor' && <FormPage open={open} keeps={keeps} known={known} mendingId={id} />}
        {page === 'tambah' && (
          <FormPage key={id} open={open} keeps={keeps} known={knownAfter(vault, known)} followsId={id} />
        )}
        {page === 'laporan' && item && (
          <ReportDetail
            item={item}
            outbox={outbox}
            view={view}
            kinds={kinds}
            mendHref={`#lapor/${item.id}`}
            moreHref={`#tambah/${item.id}`}
          />
        )}
        {page === 'laporan' && !item && <p className="empty">{t('gone')}</p>}
        {page === 'tanya' && <Contacts around={around} />}
        {page === 'tanya' && <KindGuide known={{ ...known, kinds: [...kinds] }} />}
        {page === 'ponsel' && <PhonePage view={view} vault={vault} keeps={keeps} onLock={onLock} />}
      </main>
    </>
  );
}

/** After the shift nothing but an emergency is taken: what is told of one goes out as that. */
function knownAfter(vault: OpenPost['entered']['vault'], known: Kinds): Kinds {
  if (!isShiftOver(vault, new Date())) return known;
  return { ...known, kinds: withEmergency(known.kinds).filter(({ key }) => key === EMERGENCY_KIND) };
}

function FormPage({
  open,
  keeps,
  known,
  mendingId = '',
  followsId = null,
}: {
  open: OpenPost;
  keeps: boolean;
  known: Kinds;
  mendingId?: string;
  followsId?: string | null;
}) {
  const { outbox, post } = open;
  const [half, setHalf] = useState<HalfWritten | null | undefined>(undefined);
  useEffect(() => {
    void open.read(HALF, HalfWritten).then(setHalf);
  }, [open]);
  const keepHalf = useCallback((value: HalfWritten | null) => void open.write(HALF, value), [open]);
  if (half === undefined) return null;
  const isMended = (item: Item) => item.id === mendingId && item.phase === 'fix' && item.body !== null;
  const mending = outbox.view().items.find(isMended) ?? null;
  return (
    <ReportForm
      post={post}
      known={known}
      outbox={outbox}
      half={half}
      onHalf={keepHalf}
      mending={mending}
      follows={followsId}
      keeps={keeps}
      onSaved={(id) => location.replace(`#laporan/${id}`)}
    />
  );
}

const askAroundPost = ({ session }: OpenPost['entered']) => askAround(session.token, session.station.area);

/** What this phone knows of something: at once what it kept, then what the server says. */
function useKept<T extends TSchema>(
  open: OpenPost,
  name: string,
  schema: T,
  ask: (entered: OpenPost['entered']) => Promise<Static<T> | null>,
): Static<T> | null {
  const [known, setKnown] = useState<Static<T> | null>(null);
  useEffect(() => {
    let gone = false;
    const load = async () => {
      const kept = await open.read(name, schema);
      if (kept !== null && !gone) setKnown(kept);
      const asked = await ask(open.entered);
      if (asked === null || gone) return;
      setKnown(asked);
      await open.write(name, asked);
    };
    void load();
    const again = () => void load();
    window.addEventListener('online', again);
    return () => {
      gone = true;
      window.removeEventListener('online', again);
    };
  }, [open, name, schema, ask]);
  return known;
}

/** `#laporan/<id>` is the page and the thing it shows. */
function usePage(): readonly [string, string] {
  const hash = useSyncExternalStore(
    (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
    () => location.hash,
  );
  const [page = '', id = ''] = hash.replace(/^#/, '').split('/');
  return [page === 'pos' ? '' : page, id];
}

function titleOf(page: string, t: (key: 'report' | 'reports' | 'ask' | 'phone') => string): string | null {
  if (page === 'lapor' || page === 'tambah') return t('report');
  if (page === 'laporan') return t('reports');
  if (page === 'tanya') return t('ask');
  return page === 'ponsel' ? t('phone') : null;
}
