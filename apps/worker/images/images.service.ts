import type { Availability, ImageReport, Language, Service } from '@assay/contracts';
import {
  availabilityOf,
  connectEngine,
  imageName,
  imagesNeeded,
  readImageReports,
  readRuntimes,
  readServices,
  type LanguageRuntime,
  type ServiceDefinition,
} from '@assay/sandbox';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '../environment';

/** How often the engine is asked while something is not ready yet, and how often when all is. Milliseconds. */
const WAITING_MS = 2_000;
const SETTLED_MS = 10_000;

/** Where the images of runtimes and services stand on this worker's engine. */
@Injectable()
export class ImagesService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Images');
  readonly #docker;
  #runtimes: readonly LanguageRuntime[] = [];
  #services: readonly ServiceDefinition[] = [];
  #reports: readonly ImageReport[] = [];
  #timer: NodeJS.Timeout | undefined;
  #first: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {
    this.#docker = connectEngine(environment.DOCKER_HOST);
  }

  onApplicationBootstrap(): void {
    this.#first = this.#look();
  }

  beforeApplicationShutdown(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** What was seen last; empty before the engine has answered once. */
  reports(): readonly ImageReport[] {
    return this.#reports;
  }

  /** Whether a challenge with these services can be judged here in a language. */
  async availability(services: readonly Service[], language: Language): Promise<Availability> {
    await this.#first;
    const runtime = this.#runtimes.find((one) => one.id === language);
    // A language without a runtime is refused by the judging, in its own words.
    if (runtime === undefined) return { state: 'ready', reason: null };
    return availabilityOf(imagesNeeded(runtime, services, this.#services), (name) => this.#stateOf(name));
  }

  #stateOf(name: string): Pick<ImageReport, 'state' | 'reason'> {
    const report = this.#reports.find((one) => one.name === name);
    return report ?? { state: 'queued', reason: null };
  }

  async #look(): Promise<void> {
    try {
      await this.#readFolders();
      this.#reports = await readImageReports(this.#docker, this.environment.STATE_DIR, this.#names());
    } catch (error) {
      // The engine is away, or a manifest is broken: what was seen last stays said.
      this.logger.debug({ err: error }, 'could not look at the images');
    }
    if (this.#stopped) return;
    const settled = this.#reports.length > 0 && this.#reports.every((report) => report.state === 'ready');
    this.#timer = setTimeout(() => void this.#look(), settled ? SETTLED_MS : WAITING_MS);
  }

  async #readFolders(): Promise<void> {
    if (this.#runtimes.length > 0) return;
    this.#services = await readServices(this.environment.SANDBOX_DIR);
    this.#runtimes = await readRuntimes(this.environment.SANDBOX_DIR);
  }

  #names(): string[] {
    const runtimes = this.#runtimes.map((runtime) => imageName(runtime.image));
    return [...new Set([...runtimes, ...this.#services.map((service) => imageName(service.image))])];
  }
}
