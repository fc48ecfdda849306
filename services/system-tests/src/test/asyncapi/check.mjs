// Reads AsyncAPI documents with the project's own parser, and the Avro schemas that they refer to.
// Exit status 0: no errors and no warnings; else 1, and each is printed.

import { readFile } from 'node:fs/promises';
import { AvroSchemaParser } from '@asyncapi/avro-schema-parser';
import { DiagnosticSeverity, Parser } from '@asyncapi/parser';

const parser = new Parser();
parser.registerSchemaParser(AvroSchemaParser());

for (const file of process.argv.slice(2)) {
  const { document, diagnostics } = await parser.parse(await readFile(file, 'utf8'), { source: file });
  const bad = diagnostics.filter(({ severity }) => severity <= DiagnosticSeverity.Warning);
  bad.forEach(({ path, message }) => console.log(`${file}: ${path.join('.')}: ${message}`));
  if (bad.length > 0 || document === undefined) {
    process.exitCode = 1;
  } else {
    const { length: channels } = document.channels();
    console.log(`${file}: ${channels} channels, ${document.operations().length} operations, ${document.messages().length} messages`);
  }
}
