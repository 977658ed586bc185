from vault import serve

serve(sum)
