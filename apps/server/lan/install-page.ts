import { X509Certificate } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Tls } from './certificate.ts';

/**
 * The page behind the QR: how a phone comes to trust this server. It is served over HTTPS like everything else, so the
 * first visit shows the browser's warning; the fingerprint on the operator's screen tells whether it is the right server.
 */
export function serveInstallPage(app: FastifyInstance, current: () => Tls): void {
  if (current().authority === null) return;
  app.get('/pasang', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(page(current().authority?.fingerprint ?? '')),
  );
  app.get('/pasang/rakor.crt', (_request, reply) =>
    reply
      .type('application/x-x509-ca-cert')
      .header('content-disposition', 'attachment; filename="rakor.crt"')
      .send(new X509Certificate(current().authority?.cert ?? '').raw),
  );
}

function page(fingerprint: string): string {
  return `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pasang sertifikat Rakor</title></head>
<body>
<h1>Pasang sertifikat Rakor</h1>
<p>Satu kali saja. Tanpa ini ponsel tidak mengizinkan Rakor menyimpan laporan saat tidak ada jaringan.</p>
<ol>
<li>Cocokkan sidik jari ini dengan yang tampil di layar posko. Bila berbeda, berhenti dan beri tahu posko.<br><code>${fingerprint}</code></li>
<li><a href="/pasang/rakor.crt">Unduh sertifikat</a>.</li>
<li>Android: Setelan → Keamanan → Enkripsi &amp; kredensial → Pasang sertifikat → Sertifikat CA → pilih <b>rakor.crt</b>.<br>
iPhone: Setelan → Profil Diunduh → Pasang, lalu Umum → Mengenai → Pengaturan Kepercayaan Sertifikat → nyalakan.</li>
<li>Buka <a href="/lapor/">aplikasi lapangan</a> dan tambahkan ke layar utama.</li>
</ol>
<p lang="en">Once only. Compare the fingerprint with the one on the operations room's screen; if it differs, stop. Then download the certificate, install it as a CA certificate, and open the field app.</p>
</body></html>`;
}
