// Sets a document with typst, away from the thread that answers requests. Plain JavaScript: it runs as it lies here,
// beside the bundled server as well.
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const compiler = NodeCompiler.create({ workspace: workerData.folder });
let jobs = 0;

parentPort.on('message', ({ id, letters, template, inputs, createdAtS }) => {
  try {
    if (letters) parentPort.postMessage({ id, missing: missingOf(letters) });
    else parentPort.postMessage({ id, pdf: print(template, inputs, createdAtS) });
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

const PROBE = `#import "fonts.typ": faces
#set document(title: "letters")
#set text(font: faces, fallback: false)
#for letter in json(bytes(sys.inputs.letters)) { box(letter); [ ] }`;

// Typst names what it cannot show, but not where; a letter with several parts is missing when one of them is.
function missingOf(letters) {
  try {
    print(PROBE, { letters: JSON.stringify(letters) }, 0);
    return [];
  } catch (error) {
    const said = textsIn(String(error?.message ?? error));
    return said.length === 0
      ? letters
      : letters.filter((letter) => said.some((text) => letter.includes(text)));
  }
}

// What stands between the quotes after "the text", within a list of diagnostics that is itself written with escapes.
function textsIn(diagnostics) {
  return [...diagnostics.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].flatMap(([, message]) => {
    const text = /the text `"(.*)"` could not be displayed/s.exec(unescaped(message))?.[1];
    return text === undefined ? [] : [unescaped(text)];
  });
}

function unescaped(text) {
  return text.replace(/\\(?:u\{([0-9a-f]+)\}|(.))/gs, (_, hex, plain) =>
    hex === undefined ? plain : String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}

function messageOf(error) {
  const shown = error?.shortDiagnostics?.map?.(({ message }) => message).join('; ');
  return shown || String(error?.message ?? error);
}
