import { createApp } from './app';
import { config } from './config';

createApp().listen(config.port, '127.0.0.1', () => {
  console.log(`notes service on port ${config.port}`);
});
