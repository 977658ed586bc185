# -*- coding: planted -*-
print("BREACH a planted codec was asked")
