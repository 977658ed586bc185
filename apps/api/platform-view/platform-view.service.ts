import type { ImageNeeds, LanguageInfo, PlatformView } from '@assay/contracts';
import { imageName, versionInTitle, type LanguageRuntime } from '@assay/sandbox';
import { Injectable } from '@nestjs/common';
import { ChallengeCatalogService } from '../platform/challenge-catalog.service';
import { PlatformStateService } from '../platform/platform-state.service';

/** What the platform can run, for operators; and the names of all languages, for everybody. */
@Injectable()
export class PlatformViewService {
  constructor(
    private readonly catalog: ChallengeCatalogService,
    private readonly state: PlatformStateService,
  ) {}

  languages(): LanguageInfo[] {
    return this.catalog.languages().map(languageInfo);
  }

  view(): PlatformView {
    const languages = this.catalog.languages();
    const folders = [...new Set(languages.map((language) => language.folder))];
    return {
      workers: this.state.workers(),
      runtimes: folders.flatMap((folder) => {
        const of = languages.filter((language) => language.folder === folder);
        const [first] = of;
        if (first === undefined) return [];
        return [
          {
            id: folder,
            title: first.runtime,
            ...this.#image(first.image, first.runtime),
            languages: of.map(languageInfo),
            frameworks: [...first.frameworks],
            needs: runtimeNeeds(first),
          },
        ];
      }),
      services: this.catalog.services().map((service) => ({
        id: service.id,
        title: service.title,
        ...this.#image(service.image, service.title),
        needs: {
          memoryBytes: service.needs.memory + service.needs.data,
          processes: service.needs.processes,
          openFiles: service.needs.openFiles,
          startMs: null,
        },
      })),
    };
  }

  #image(tag: string, title: string) {
    const report = this.state.report(imageName(tag));
    if (report === undefined) {
      const reason = 'No worker has reported on it yet.';
      return { state: 'queued' as const, reason, version: null, bytes: null, builtAt: null };
    }
    const { state, reason, version, bytes, builtAt } = report;
    return { state, reason, version: version ?? versionInTitle(title), bytes, builtAt };
  }
}

export function languageInfo({ id, name, runtime, entry, editor }: LanguageRuntime): LanguageInfo {
  return { id, name, runtime, entry, editor };
}

function runtimeNeeds({ needs }: LanguageRuntime): ImageNeeds {
  return {
    memoryBytes: needs.memory ?? null,
    processes: needs.processes ?? null,
    openFiles: needs.openFiles ?? null,
    startMs: needs.start ?? null,
  };
}
