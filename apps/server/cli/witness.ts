/** `rakor journal witness`: whoever keeps what a journal once signed can prove that it was rewritten. */
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Look, look } from '#server/journal/witness/look.ts';
import { type View, viewOfJournal, viewOfServer } from '#server/journal/witness/view.ts';
import { toHex } from '#shared/leaf.ts';
import { type Command, CommandError, type Desk } from './command.ts';
import { readWords } from './read-words.ts';
import { placeOf, withJournal } from './verify-journal-place.ts';
import { describe, inWords } from './verify-journal-words.ts';

export const witness: Command = {
  name: 'journal witness',
  summary: {
    id: 'Simpan pengesahan jurnal di tempat lain, dan temukan bila jurnal dimundurkan atau ditulis ulang',
    en: 'Keep checkpoints of the journal elsewhere, and find a rollback or a rewritten journal',
  },
  usage: {
    id: `./rakor journal witness (--url URL [--ca BERKAS] | --export BERKAS | --data DIREKTORI | --database URL) --store FOLDER [--key KUNCI] [--once | --every MENIT]
  --url URL            server yang berjalan; tanpa akun, hanya hash dan tanda tangan yang terlihat
  --ca BERKAS          sertifikat otoritas jaringan setempat (rakor.crt dari halaman /pasang)
  --export BERKAS      berkas dari ./rakor journal export, misalnya di flashdisk
  --data DIREKTORI     direktori data atau cadangannya
  --store FOLDER       tempat saksi menyimpan; sebaiknya di mesin lain atau flashdisk
  --key KUNCI          kunci jurnal yang Anda terima langsung; tanpa ini, kunci pada pandangan pertama dipercaya
  --once               lihat sekali (bila --every tidak disebut)
  --every MENIT        lihat terus-menerus, selang 1 menit atau lebih
Kode: 0 semuanya masih ada · 1 dimundurkan, bercabang, atau diubah (indeks disebut) · 2 tidak dapat melihat
Contoh: ./rakor journal witness --url https://posko.example.id --store /mnt/usb/saksi --every 60`,
    en: `./rakor journal witness (--url URL [--ca FILE] | --export FILE | --data DIRECTORY | --database URL) --store FOLDER [--key KEY] [--once | --every MINUTES]
  --url URL            a running server; without an account, only hashes and signatures are seen
  --ca FILE            the authority of a local network (rakor.crt of the page /pasang)
  --export FILE        a file of ./rakor journal export, for instance on a stick
  --data DIRECTORY     a data directory or a backup of it
  --store FOLDER       where the witness keeps; better on another machine or a stick
  --key KEY            the key of the journal as it was handed to you; without it the key of the first look is trusted
  --once               look once (unless --every is given)
  --every MINUTES      go on looking, 1 minute apart or more
Exit: 0 everything is still there · 1 rolled back, forked or altered (the index is named) · 2 could not look
Example: ./rakor journal witness --url https://posko.example.id --store /mnt/usb/witness --every 60`,
  },
  async run(args, at) {
    const options = readArguments(args);
    if (options.everyMin === undefined) return once(options, at);
    for (;;) {
      const code = await once(options, at).catch((error: unknown) => {
        // A server that is away for a while is no reason to stop watching it.
        if (!(error instanceof CommandError)) throw error;
        at.complain(error.message);
        return 0;
      });
      if (code !== 0) return code;
      await wait(options.everyMin * 60_000);
    }
  },
};

type Options = ReturnType<typeof readArguments>;

function once(options: Options, at: Desk): Promise<number> {
  return inWords(async () => {
    const view = await open(options, at);
    const seen = await look(view, options.store, options.key);
    for (const line of words(seen)) at.say(line);
    if (options.url !== undefined && seen.kind === 'kept') for (const line of SEALS_ONLY) at.complain(line);
    return seen.kind === 'kept' ? 0 : 1;
  });
}

async function open(
  { url, ca, key: _key, store: _store, everyMin: _every, ...named }: Options,
  at: Desk,
): Promise<View> {
  if (url !== undefined) return viewOfServer(url, ca);
  return withJournal(placeOf(named, at), at.complain, viewOfJournal);
}

const SEALS_ONLY = [
  'Yang dilihat dari jauh hanya pengesahan. Apakah isi tiap catatan masih sama diperiksa oleh: ./rakor journal verify',
  'From afar only the seals are seen. Whether each leaf is still the same is checked by: ./rakor journal verify',
];

function words(seen: Look): readonly string[] {
  if (seen.kind === 'found') return describe([seen.finding]);
  const { checkpoint, from, isFirst, key } = seen;
  const line = `PENGESAHAN MASIH UTUH / CHECKPOINTS STILL WHOLE: ${checkpoint.origin} · ${from} → ${checkpoint.size} catatan/leaves · root ${toHex(checkpoint.root)}`;
  if (!isFirst) return [line];
  return [
    line,
    `Pandangan pertama. Kunci ini dipercaya mulai sekarang; cocokkan dengan yang tertulis pada pengawas: ${key}`,
    `The first look. This key is trusted from now on; compare it with the one that the supervisor holds: ${key}`,
  ];
}

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const places = { url: text, data: text, database: text, export: text } as const;
  const { values } = readWords('journal witness', args, {
    ...places,
    ...{ ca: text, store: text, key: text, every: text, once: { type: 'boolean' } },
  } as const);
  const { store, every, once: isOnce, ...rest } = values;
  if (store === undefined)
    throw wrong(
      'Sebutkan tempat saksi menyimpan: --store FOLDER',
      'Name the folder of the witness: --store FOLDER',
    );
  if ([rest.url, rest.data, rest.database, rest.export].filter((each) => each !== undefined).length !== 1)
    throw wrong(
      'Sebutkan satu jurnal: --url, --export, --data atau --database',
      'Name one journal: --url, --export, --data or --database',
    );
  if (isOnce === true && every !== undefined)
    throw wrong('Pilih satu: --once atau --every', 'Choose one: --once or --every');
  const everyMin = every === undefined ? undefined : Number(every);
  if (everyMin !== undefined && !(everyMin >= 1))
    throw wrong(`--every ${every}: menit, 1 atau lebih`, `--every ${every}: minutes, 1 or more`);
  return { ...rest, store: resolve(store), everyMin };
}

function wrong(id: string, en: string): CommandError {
  return new CommandError(
    `${id}. Lihat: ./rakor help journal witness`,
    `${en}. See: ./rakor help journal witness`,
  );
}
