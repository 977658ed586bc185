import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AuthorsModule } from './authors/authors.module';
import { BooksModule } from './books/books.module';
import { ApiErrorFilter } from './common/api-error.filter';
import { DatabaseModule } from './database.module';
import { HealthController } from './health.controller';

@Module({
  imports: [DatabaseModule, AuthorsModule, BooksModule],
  controllers: [HealthController],
  providers: [{ provide: APP_FILTER, useClass: ApiErrorFilter }],
})
export class AppModule {}
