from vault import serve

print("TRIED to import the package of the same name", flush=True)
serve(lambda numbers: 0)
