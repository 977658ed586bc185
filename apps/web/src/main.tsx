import './styles/tokens.css';
import './styles/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './query-client';
import { router } from './router';
import { AnnouncerProvider } from './ui/announcer';
import { TooltipProvider } from './ui/Tooltip';
import { languagesQuery } from './ui/use-languages';

// Names of languages stand on nearly every page.
queryClient.query(languagesQuery).catch(() => {
  // Whoever shows a name asks again.
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id "root".');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <TooltipProvider delayDuration={400}>
        <AnnouncerProvider>
          <RouterProvider router={router} />
        </AnnouncerProvider>
      </TooltipProvider>
    </QueryClientProvider>
  </StrictMode>,
);
