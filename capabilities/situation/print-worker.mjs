// Sets a document with typst, away from the thread that answers requests. Plain JavaScript: it runs as it lies here,
// beside the bundled server as well.
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const compiler = NodeCompiler.create({ workspace: workerData.folder });
let jobs = 0;

parentPort.on('message', ({ id, template, inputs, createdAtS }) => {
  try {
    parentPort.postMessage({ id, pdf: print(template, inputs, createdAtS) });
  } catch (error) {
    parentPort.postMessage({ id, failure: messageOf(error) });
  }
});

function print(mainFileContent, inputs, creationTimestamp) {
  const compiled = compiler.compile({ mainFileContent, inputs, resetRead: true });
  const said = compiled.takeError() ?? compiled.takeWarnings();
  // A warning is a font or a character that this machine lacks: the next machine would print another document.
  if (said) throw new Error(said.shortDiagnostics.map(({ message }) => message).join('; '));
  const pdf = compiler.pdf(compiled.result, { pdfStandard: 'ua-1', pdfTags: true, creationTimestamp });
  jobs += 1;
  if (jobs % 20 === 0) compiler.evictCache(10);
  return pdf;
}

function messageOf(error) {
  const shown = error?.shortDiagnostics?.map?.(({ message }) => message).join('; ');
  return shown || String(error?.message ?? error);
}
