import path from 'node:path';
import type { LanguageRuntime } from '@assay/sandbox';

/** What a developer types in the folder of a program, for one language. */
export interface PlainCommand {
  /** Where the tools are: the runtime's own image, or one that has the language's whole toolchain. */
  readonly image: string;
  /** A script of ours that the command needs, compiled. */
  readonly script?: string;
  /** Shell: what has to be done once in a new folder. It may take a minute. */
  readonly setUp?: string;
  /** Shell: what has to be done after each change, before the program starts. */
  readonly build?: string;
  /** Shell: the program. `script` is where the script lies. */
  readonly run: (script: string) => string;
  /** A comment for the end of the entry file. Where a build skips what has not changed, the program is edited each time. */
  readonly edit?: (round: string) => string;
  /** Folders that the tools keep things in from one run to the next. */
  readonly caches?: readonly string[];
  /** Environment besides the image's; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Go's whole toolchain with the modules, which the runtime's image does not hold. Made by `npm run bench`. */
export const GO_TOOLCHAIN = 'assay/bench-go:latest';

const GO_BUILD = 'go build -o bench-program .';

const JAVA_LIBRARIES = '/opt/java/lib/*';
/** Keeps Spring Boot to the starters that a program uses, as the list of a developer's own project would. */
const JAVA_USED = '/opt/assay/launcher.jar';

const COMMANDS: Readonly<Record<string, (runtime: LanguageRuntime) => PlainCommand>> = {
  javascript: ({ image, entry }) => ({ image, run: () => `node ${entry}` }),

  // One start of Node, not two, as `node -r …/register main.ts` has it.
  typescript: ({ image }) => ({
    image,
    script: path.join(__dirname, 'run-typescript.js'),
    run: (script) => `node ${script} .`,
  }),

  python: ({ image, entry }) => ({
    image,
    run: () => `python ${entry}`,
    // In a terminal Python keeps what it has compiled.
    env: { PYTHONDONTWRITEBYTECODE: undefined },
  }),

  ruby: ({ image, entry }) => ({ image, run: () => `ruby ${entry}` }),

  // What a build of Maven or Gradle does last, without the seconds that they take for themselves.
  java: ({ image, entry }) => ({
    image,
    build: [
      'rm -rf target && mkdir -p target/classes',
      'if [ -d src/main/resources ]; then cp -r src/main/resources/. target/classes; fi',
      `javac -parameters -g -proc:none -nowarn -d target/classes -cp '${JAVA_LIBRARIES}' $(find src/main/java -name '*.java')`,
    ].join(' && '),
    run: () => `java -cp 'target/classes:${JAVA_LIBRARIES}:${JAVA_USED}' ${classOf(entry)}`,
  }),

  go: () => ({
    image: GO_TOOLCHAIN,
    // The runtime has one version of each module, and so has this side. The first build fills Go's cache.
    setUp: `sed "s|^module .*|$(grep '^module ' go.mod)|" /src/go.mod >go.mod.new && mv go.mod.new go.mod && cp /src/go.sum . && ${GO_BUILD}`,
    build: GO_BUILD,
    run: () => './bench-program',
    edit: (round) => `// ${round}`,
    caches: ['/var/cache/bench-go'],
    env: { GOCACHE: '/var/cache/bench-go', GOPROXY: 'off', HOME: '/tmp' },
  }),
};

/** Undefined for a language that the benchmark knows no command of. */
export function plainCommandFor(runtime: LanguageRuntime): PlainCommand | undefined {
  return COMMANDS[runtime.id]?.(runtime);
}

/** src/main/java/app/Main.java → app.Main */
function classOf(entry: string): string {
  return entry
    .replace(/^src\/main\/java\//, '')
    .replace(/\.java$/, '')
    .replaceAll('/', '.');
}
