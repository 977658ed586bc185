import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { signIn } from '../api/manager.api';
import { Button } from '../ui/Button';
import { TextField } from '../ui/Field';
import { Notice } from '../ui/Notice';
import { errorWords } from '../ui/PageError';
import { SESSION_KEY } from './session.query';
import './sign-in.css';

export function SignInForm({ onSignedIn }: { onSignedIn?: () => void }): ReactElement {
  const client = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const mutation = useMutation({
    mutationFn: signIn,
    onSuccess: (session) => {
      client.setQueryData(SESSION_KEY, session);
      // What failed while nobody was signed in is asked for again.
      void client.invalidateQueries({ predicate: (query) => query.meta?.signedIn === true });
      onSignedIn?.();
    },
  });
  return (
    <form
      className="sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        mutation.mutate({ email: email.trim(), password });
      }}
    >
      {mutation.error !== null && (
        <Notice tone="bad" live>
          {errorWords(mutation.error).detail}
        </Notice>
      )}
      <TextField
        label="E-mail address"
        type="email"
        name="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => {
          setEmail(event.target.value);
        }}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
      />
      <Button tone="primary" size="large" type="submit" busy={mutation.isPending}>
        Sign in
      </Button>
    </form>
  );
}
