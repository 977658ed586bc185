import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

const SORTS = ['id', '-id', 'title', '-title', 'price', '-price'] as const;

/** Parameters come as text: only plain digits are a whole number. */
const FromDigits = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  );

export class BookQuery {
  @FromDigits()
  @IsInt()
  @Min(1)
  @Max(100)
  limit = 20;

  @FromDigits()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  offset = 0;

  @IsIn(SORTS)
  sort: (typeof SORTS)[number] = 'id';

  @IsOptional()
  @FromDigits()
  @IsInt()
  authorId?: number;

  @IsOptional()
  @FromDigits()
  @IsInt()
  maxPriceCents?: number;

  @IsOptional()
  @IsString()
  q?: string;
}
