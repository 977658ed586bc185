import {
  isReadOnly,
  protectedFileFaults,
  readOnlyEntries,
  type ChallengeManifest,
  type SourceFile,
} from '@assay/contracts';
import type { FaultList } from './fault-list';
import { languageOfReference } from './loaded-challenge';
import { MANIFEST_FILE } from './manifest';
import type { YamlFile } from './yaml-file';

type Sources = Readonly<Record<string, readonly SourceFile[]>>;

/** Checks that what `readOnly` names is there, and that no reference needs it otherwise than candidates get it. */
export function checkReadOnly(
  manifest: YamlFile<ChallengeManifest>,
  starters: Sources,
  references: Sources,
  faults: FaultList,
): void {
  const { readOnly, languages } = manifest.value;
  if (readOnly === undefined) return;
  if (!Array.isArray(readOnly)) {
    for (const language of Object.keys(readOnly)) {
      if (languages.includes(language)) continue;
      const line = manifest.line('readOnly', language);
      faults.add(MANIFEST_FILE, line, `"readOnly" names "${language}", which is not one of the languages`);
    }
  }
  for (const [language, starter] of Object.entries(starters)) {
    readOnlyEntries(manifest.value, language).forEach((entry, index) => {
      if (starter.some((file) => isReadOnly(file.path, [entry]))) return;
      const line = Array.isArray(readOnly)
        ? manifest.line('readOnly', index)
        : manifest.line('readOnly', language, index);
      const what = entry.endsWith('/') ? 'no file in it' : 'no such file';
      faults.add(MANIFEST_FILE, line, `"${entry}" is read-only, and starter/${language}/ has ${what}`);
    });
  }
  for (const [name, files] of Object.entries(references)) {
    const language = languageOfReference(name);
    const entries = readOnlyEntries(manifest.value, language);
    for (const { kind, path, message } of protectedFileFaults(files, starters[language] ?? [], entries)) {
      // What a reference leaves out is added when it is judged, as with every submission.
      if (kind !== 'missing') faults.add(`reference/${name}/${path}`, null, message);
    }
  }
}
