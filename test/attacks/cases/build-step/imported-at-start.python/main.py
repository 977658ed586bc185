# -*- coding: evil -*-
x = "\d" is 1
def
