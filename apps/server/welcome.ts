import QRCode from 'qrcode';
import type { Config } from './config.ts';
import type { Tls } from './lan/certificate.ts';

type Welcome = {
  readonly config: Config;
  readonly port: number;
  readonly tls: Tls | null;
  /** The one-time link for the first administrator; null when there is one. */
  readonly link: string | null;
  /** The one-time link for one more, asked for on the console. */
  readonly recovery: string | null;
  readonly say: (line: string) => void;
};

/** What the person who started the server sees: where it is, and how to get in for the first time. */
export async function welcome({ config, port, tls, link, recovery, say }: Welcome): Promise<string> {
  const host = tls?.at.addresses[0] ?? '127.0.0.1';
  const origin = `${tls ? 'https' : 'http'}://${host}:${port}`;
  say('');
  say(`  Rakor siap / is ready:  ${origin}`);
  if (link !== null) {
    say('');
    say('  Administrator pertama / first administrator (sekali pakai, 24 jam / once, for 24 hours):');
    say(`  ${origin}${link}`);
  }
  if (recovery !== null) {
    say('');
    say('  Administrator baru / new administrator (sekali pakai, 30 menit / once, for 30 minutes):');
    say(`  ${origin}${recovery}`);
    say('  Tercatat di jurnal dan terlihat oleh semua administrator.');
    say('  The journal holds it, and every administrator sees it.');
  }
  if (tls?.authority) {
    say('');
    say(
      '  Ponsel: pindai, cocokkan sidik jari, ikuti langkahnya / phones: scan, compare the fingerprint, follow the steps:',
    );
    say(await QRCode.toString(`${origin}/pasang`, { type: 'terminal', small: true }));
    say(`  ${origin}/pasang`);
    say(`  SHA-256 ${tls.authority.fingerprint}`);
  }
  for (const notice of tls?.notices ?? []) say(`  ! ${notice}`);
  say('');
  say(`  Data: ${config.dataDir}    Berhenti / stop: Ctrl C`);
  say('');
  return origin;
}
