import { useEffect, useRef, useState } from 'react';
import { Upload } from 'tus-js-client';
import { UPLOADS_PATH } from '#shared/uploads.ts';
import { importBody } from './import-file.tsx';

/** What a command that takes a file is given: the bytes, or where they were sent to. */
export type Sent = { readonly query: { readonly upload?: string }; readonly body: Blob };

export type Sending = {
  readonly state: 'idle' | 'sending' | 'cut' | 'refused';
  readonly sent: number;
  readonly total: number;
  /** What the server said where it refused, in the two languages. */
  readonly why: { readonly id: string; readonly en: string } | null;
  readonly busy: boolean;
  /** Gives what the command takes, or null when it was cancelled or refused. The same file is sent once. */
  readonly send: (file: File) => Promise<Sent | null>;
  /** Goes on where the line broke. */
  readonly goOn: () => void;
  readonly cancel: () => void;
};

/** Bytes up to which a file goes along with its command: sent again as a whole after a cut, which costs little. */
const SMALL = 512 * 1024;
/** Bytes of one piece: over a line of 0.3 Mbit/s it arrives within two minutes. */
const PIECE = 4 * 1024 * 1024;
const PAUSES_MS = [0, 1_000, 3_000, 5_000, 10_000, 20_000, 30_000];
const WORTH_A_TRY: ReadonlySet<number> = new Set([0, 409, 423, 429]);
const IDLE = { state: 'idle', sent: 0, total: 0, why: null } as const;

type Shown = Pick<Sending, 'state' | 'sent' | 'total' | 'why'>;
type Flight = { readonly upload: Upload; readonly stop: () => void };

/** Sends a file piece by piece; after a cut, and after a reload with the same file, it goes on where it stopped. */
export function useSending(): Sending {
  const [shown, setShown] = useState<Shown>(IDLE);
  const flight = useRef<Flight | null>(null);
  const done = useRef<{ readonly file: File; readonly id: string } | null>(null);
  useEffect(() => () => void flight.current?.upload.abort(), []);

  const send = async (file: File): Promise<Sent | null> => {
    if (file.size <= SMALL) return { query: {}, body: importBody(file) };
    const id = done.current?.file === file ? done.current.id : await fly(file, flight, setShown);
    if (id !== null) done.current = { file, id };
    return id === null ? null : { query: { upload: id }, body: new Blob([]) };
  };
  const goOn = () => {
    setShown((before) => ({ ...before, state: 'sending' }));
    flight.current?.upload.start();
  };
  const cancel = () => flight.current?.stop();
  return { ...shown, busy: shown.state === 'sending' || shown.state === 'cut', send, goOn, cancel };
}

function fly(
  file: File,
  flight: { current: Flight | null },
  show: (next: Shown | ((before: Shown) => Shown)) => void,
): Promise<string | null> {
  return new Promise((resolve) => {
    const finish = (id: string | null, next: Shown) => {
      flight.current = null;
      show(next);
      resolve(id);
    };
    const upload = new Upload(file, {
      endpoint: UPLOADS_PATH,
      metadata: { purpose: 'import' },
      chunkSize: PIECE,
      retryDelays: [...PAUSES_MS],
      removeFingerprintOnSuccess: true,
      onShouldRetry: (error) => isWorthATry(error.originalResponse?.getStatus() ?? 0),
      onProgress: (sent, total) => show({ state: 'sending', sent, total: total ?? file.size, why: null }),
      onSuccess: () => finish(upload.url?.split('/').at(-1) ?? null, IDLE),
      onError: (error) => {
        const response = 'originalResponse' in error ? error.originalResponse : null;
        if (isWorthATry(response?.getStatus() ?? 0)) show((before) => ({ ...before, state: 'cut' }));
        else finish(null, { ...IDLE, state: 'refused', why: wordsIn(response?.getBody() ?? '') });
      },
    });
    flight.current = { upload, stop: () => void upload.abort(true).finally(() => finish(null, IDLE)) };
    show({ state: 'sending', sent: 0, total: file.size, why: null });
    void upload.findPreviousUploads().then(([earlier]) => {
      if (earlier) upload.resumeFromPreviousUpload(earlier);
      upload.start();
    });
  });
}

const isWorthATry = (status: number) => status >= 500 || WORTH_A_TRY.has(status);

/** The words of a problem; null for an answer that has none. */
function wordsIn(body: string): Sending['why'] {
  try {
    const { detail } = JSON.parse(body);
    return typeof detail?.id === 'string' && typeof detail?.en === 'string'
      ? { id: detail.id, en: detail.en }
      : null;
  } catch {
    return null;
  }
}
