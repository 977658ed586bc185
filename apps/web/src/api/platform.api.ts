import {
  type LanguageInfo,
  languageInfoSchema,
  type PlatformView,
  platformViewSchema,
} from '@assay/contracts';
import { z } from 'zod';
import { request } from './http';

/** The languages that there are, for everybody. */
export function listLanguages(): Promise<LanguageInfo[]> {
  return request('/api/languages', z.array(languageInfoSchema));
}

/** Runtimes and services, for operators. */
export function getPlatform(): Promise<PlatformView> {
  return request('/api/platform', platformViewSchema);
}
