const { GraphQLError } = require('graphql');

const coded = (code) => (message) => new GraphQLError(message, { extensions: { code } });

const forbidden = coded('FORBIDDEN');
const unauthenticated = coded('UNAUTHENTICATED');
const badUserInput = coded('BAD_USER_INPUT');

module.exports = { forbidden, unauthenticated, badUserInput };
