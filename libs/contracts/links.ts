/** The page that a candidate's link opens. The token stands in the fragment, which no server or proxy gets to log. */
export function invitationUrl(publicUrl: string, token: string): string {
  return `${publicUrl.replace(/\/+$/, '')}/invitation#${token}`;
}
