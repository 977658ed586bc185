/** What the service takes from its environment. */
export const config = {
  port: Number(process.env.PORT ?? 8080),
  databaseUrl: process.env.DATABASE_URL ?? '',
  jwtSecret: process.env.JWT_SECRET ?? '',
  /** scrypt's N. */
  passwordCost: Number(process.env.PASSWORD_COST ?? 16384),
};
