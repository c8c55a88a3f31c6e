# recost.py FILE c c c c : old format -> with costs or replace
import sys,struct
p=sys.argv[1]; b=open(p,'rb').read(); i=b.index(b'\n')+1
has=sys.argv[2]=='replace'
c=struct.pack('<6h',*map(int,sys.argv[3:9]))
open(p,'wb').write(b[:i]+c+b[i+((12 if has else 8)):])
