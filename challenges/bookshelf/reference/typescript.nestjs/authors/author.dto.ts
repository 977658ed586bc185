import { IsText } from '../common/is-text';

export class NewAuthor {
  @IsText(100)
  name: string;
}

export interface Author {
  id: number;
  name: string;
  bookCount: number;
}
