import sys

# Behind the build it is an ordinary file of the program.
if sys.modules["__main__"].__file__ != "/app/main.py":
    print("BREACH a planted module ran in the build")
