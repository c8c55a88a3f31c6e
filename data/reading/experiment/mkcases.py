import sys,os,shutil
sys.path.insert(0,'/tmp/wt/reading/data/reading'); import labels as L
out='/tmp/rd/small'; shutil.rmtree(out,ignore_errors=True); os.makedirs(out)
for name,text,w in L.small_cases('/tmp/wt/reading'): open(f'{out}/{name}','w').write(text)
print(len(os.listdir(out)))
