import express, { type NextFunction, type Request, type Response } from 'express';
import { products } from './database';

const app = express();
app.use(express.json());

app.get('/health', (_req, res) => {
  res.json({ status: 'ok' });
});

app.get('/products/:sku', async (req, res) => {
  const product = await products.findOne({ _id: req.params.sku });
  if (!product) {
    res.status(404).json({ error: { code: 'not_found', message: 'There is no such product' } });
    return;
  }
  const { _id: sku, ...fields } = product;
  res.json({ sku, ...fields });
});

app.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
  console.error(error);
  res.status(500).json({ error: { code: 'internal', message: 'Something failed' } });
});

app.listen(Number(process.env.PORT), '0.0.0.0');
