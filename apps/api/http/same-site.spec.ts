import { isOurs } from './same-site';

const ours = 'https://assay.example';
const request = (headers: Record<string, string>) => ({ headers });

describe('where a request comes from', () => {
  it.each([
    [{}],
    [{ origin: ours }],
    [{ 'sec-fetch-site': 'same-origin', origin: ours }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
  ])('takes %j', (headers) => {
    expect(isOurs(request(headers), ours)).toBe(true);
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site', origin: ours }],
    [{ origin: 'https://evil.example', host: 'assay.example' }],
    [{ origin: 'null', host: 'assay.example' }],
    [{ origin: 'https://assay.example.evil.example', host: 'assay.example' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'http://assay.example', host: 'assay.example' }],
    [{ origin: 'no address', host: 'no address' }],
  ])('refuses %j', (headers) => {
    expect(isOurs(request(headers), ours)).toBe(false);
  });
});
