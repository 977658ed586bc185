import { languageOf } from './language-of';

describe('the language of a file', () => {
  const java = { entry: 'src/main/java/app/Main.java', editor: 'java' };

  it('is the runtime’s where the file ends like its entry', () => {
    expect(languageOf('src/main/java/app/Books.java', java)).toBe('java');
    expect(languageOf('query.sql', { entry: 'report.sql', editor: 'mysql' })).toBe('mysql');
  });

  it('is left to the file’s own name otherwise', () => {
    expect(languageOf('pom.xml', java)).toBeUndefined();
    expect(languageOf('java', java)).toBeUndefined();
    expect(languageOf('Makefile', { entry: 'Makefile', editor: 'shell' })).toBeUndefined();
    expect(languageOf('Main.java', undefined)).toBeUndefined();
  });
});
