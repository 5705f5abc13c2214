/** `rakor journal verify`: is every leaf that was ever sealed still there, in its place and as it was? */
import { unexplained } from '#server/journal/verify/erased.ts';
import { inOrder } from '#server/journal/verify/findings.ts';
import { keyOfHead, keyOfText } from '#server/journal/verify/key.ts';
import { readReferences } from '#server/journal/verify/references.ts';
import type { JournalSource } from '#server/journal/verify/source.ts';
import { type Report, verifyJournal } from '#server/journal/verify/verify.ts';
import { findingWords } from '#server/journal/verify/words.ts';
import { toHex } from '#shared/leaf.ts';
import type { Command, Desk } from './command.ts';
import { readWords } from './read-words.ts';
import { placeOf, withJournal } from './verify-journal-place.ts';
import { describe, inWords } from './verify-journal-words.ts';

export const verifyJournalCommand: Command = {
  name: 'journal verify',
  summary: {
    id: 'Periksa bahwa tidak satu catatan pun diubah, dihapus, ditukar, disisipkan, atau dimundurkan',
    en: 'Check that no leaf was altered, dropped, reordered, inserted or rolled back',
  },
  usage: {
    id: `./rakor journal verify [--data DIREKTORI | --database URL | --export BERKAS] [--against BERKAS]... [--key KUNCI] [--json]
  --data DIREKTORI     direktori data, berhenti atau sedang berjalan (rakor-data)
  --database URL       PostgreSQL milik sendiri (atau DATABASE_URL)
  --export BERKAS      berkas dari ./rakor journal export, tanpa server dan tanpa jaringan
  --against BERKAS     pengesahan yang disimpan orang lain, atau folder saksi; boleh berulang. Folder saksi menyebut
                       indeks yang salah walaupun seluruh jurnal ditandatangani ulang.
  --key KUNCI          kunci jurnal yang Anda pegang (dari /api/journal/key)
  --json               satu objek untuk program pemantau: whole, size, root, checkpoint, findings
Kode: 0 utuh · 1 ada yang salah dan disebut · 2 tidak dapat memeriksa
Contoh: ./rakor journal verify --data /srv/rakor --against /mnt/usb/saksi`,
    en: `./rakor journal verify [--data DIRECTORY | --database URL | --export FILE] [--against FILE]... [--key KEY] [--json]
  --data DIRECTORY     the data directory, stopped or running (rakor-data)
  --database URL       a PostgreSQL of your own (or DATABASE_URL)
  --export FILE        a file of ./rakor journal export, without server and network
  --against FILE       a checkpoint that somebody else kept, or the folder of a witness; may be repeated. The folder
                       of a witness names the wrong index even when the whole journal was signed again.
  --key KEY            the key of the journal as you hold it (from /api/journal/key)
  --json               one object for a monitoring system: whole, size, root, checkpoint, findings
Exit: 0 whole · 1 something is wrong and named · 2 could not verify
Example: ./rakor journal verify --data /srv/rakor --against /mnt/usb/witness`,
  },
  async run(args, at) {
    const { against = [], key, json, ...named } = readArguments(args);
    const place = placeOf(named, at);
    const verify = async (journal: JournalSource) => {
      const verifier = key === undefined ? keyOfHead(journal.head) : keyOfText(key);
      const references = await readReferences(against, verifier);
      const report = await verifyJournal(journal, verifier, references);
      const findings = place.kind === 'data' ? await unexplained(report, place.dir) : report.findings;
      const judged = { ...report, findings };
      return json === true ? tellProgram(journal, judged, at) : tell(journal, judged, at);
    };
    return inWords(() => withJournal(place, at.complain, verify));
  },
};

function readArguments(args: readonly string[]) {
  const text = { type: 'string' } as const;
  return readWords('journal verify', args, {
    ...{ data: text, database: text, export: text, key: text },
    ...{ against: { ...text, multiple: true }, json: { type: 'boolean' } },
  } as const).values;
}

/** For a monitoring system: the verdict in one object, whatever it is. */
function tellProgram({ head, checkpoints }: JournalSource, report: Report, { say }: Desk): number {
  const { findings, leaves, root, beside, missing } = report;
  const newest = checkpoints.at(-1);
  const verdict = {
    whole: findings.length === 0,
    origin: head.origin,
    size: head.size,
    root: root === undefined ? null : toHex(root),
    checkpoint: newest === undefined ? null : { size: newest.size, at: newest.at.toISOString() },
    unsealed: Math.max(0, leaves - head.size) + beside.pending,
    erased: missing,
    findings: inOrder(findings).map((finding) => ({ ...finding, text: findingWords[finding.kind] })),
  };
  say(JSON.stringify(verdict, null, 2));
  return verdict.whole ? 0 : 1;
}

function tell(journal: JournalSource, report: Report, { say, complain }: Desk): number {
  for (const line of asides(journal, report)) complain(line);
  if (report.findings.length > 0) {
    for (const line of describe(report.findings)) say(line);
    return 1;
  }
  const { size, origin } = journal.head;
  const root = toHex(report.root ?? new Uint8Array(0));
  const newest = journal.checkpoints.at(-1);
  const sealed = newest === undefined ? '-' : `${newest.size} @ ${newest.at.toISOString()}`;
  say(`UTUH / WHOLE: ${origin} · ${size} catatan/leaves · root ${root} · pengesahan/checkpoint ${sealed}`);
  return 0;
}

/** What is no fault by itself and yet should be known. */
function asides({ head }: JournalSource, { leaves, beside, missing }: Report): readonly string[] {
  const unsealed = Math.max(0, leaves - head.size) + beside.pending;
  const lines: string[] = [];
  if (unsealed > 0) {
    lines.push(`${unsealed} catatan belum disahkan: pengesahan terjadi selama server berjalan.`);
    lines.push(`${unsealed} leaves are not sealed yet: sealing happens while the server runs.`);
  }
  if (missing > 0) {
    lines.push(`${missing} nilai terpisah sudah dihapus; catatannya tetap terbukti.`);
    lines.push(`${missing} values kept apart were erased; their leaves still prove.`);
  }
  return lines;
}
