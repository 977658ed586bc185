import { ValidateBy } from 'class-validator';

/** Thirteen digits from 978 or 979 whose sum, weighted 1, 3, 1, 3 …, is a multiple of ten. */
export const IsIsbn = () =>
  ValidateBy({
    name: 'isIsbn',
    validator: {
      validate: (value) => typeof value === 'string' && isIsbn(value),
      defaultMessage: () => '$property must be 13 digits with a right check digit',
    },
  });

function isIsbn(text: string): boolean {
  if (!/^97[89]\d{10}$/.test(text)) return false;
  return Array.from(text, Number).reduce((sum, digit, at) => sum + digit * (at % 2 ? 3 : 1), 0) % 10 === 0;
}
