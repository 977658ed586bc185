import { GraphQLError } from 'graphql';

const coded = (code: string) => (message: string) => new GraphQLError(message, { extensions: { code } });

export const forbidden = coded('FORBIDDEN');
export const unauthenticated = coded('UNAUTHENTICATED');
export const badUserInput = coded('BAD_USER_INPUT');
