"""e2e.py [--c1 ..] : CV end to end"""
import sys,os,json,collections,subprocess,time,argparse,zlib,shutil
sys.path.insert(0,'/tmp/wt/reading/data/reading'); sys.path.insert(0,'/tmp/rd')
import train as T, labels as L, rdscore as SC
import cv
a=argparse.ArgumentParser();a.add_argument('--c1',type=float,default=.6);a.add_argument('--c2',type=float,default=.05);a.add_argument('--it',type=int,default=60);a.add_argument('--drop',default='');a.add_argument('--noseen',action='store_true');a.add_argument('--reuse',action='store_true');a.add_argument('--out',default='/tmp/rd/e2e');a.add_argument('--aug',default='');a.add_argument('--bin',default='/tmp/wt/reading/target/debug/examples');a.add_argument('--w',default='/tmp/rd/w');a.add_argument('--only',default='');a.add_argument('--inv',default='');a.add_argument('--small',action='store_true')
a=a.parse_args()
C='/work/shared/corpus'; n=L.score(C).N; gold=L.gold_of(C); groups=L.groups_of(C)
drop={int(x) for x in a.drop.split(',') if x}
raw=lambda f: os.path.join(C,'raw',f)
fd=cv.folds(5); os.makedirs(a.w,exist_ok=True)
if not a.reuse:
    files=T.features(a.bin+'/reading',[raw(f) for f in sorted(gold)])
    if drop:
        for rs in files.values():
            for r in rs: r['features']=[v for v in r['features'] if (v>>24) not in drop]
    seqs={f:T.sequence(r,T.named(r,gold[f],n)) for f,r in files.items()}
    auged=[]
    if a.aug:
        import augment
        auged=augment.load(a.aug,T,L,gold,n,a.bin+'/reading',drop)   # list of (origfile, seq)
        print('augmented',len(auged))
inv=[]
if not a.reuse and a.inv:
    ig={json.load(open(p))['file']:json.load(open(p)) for p in __import__('glob').glob(a.inv+'/gold/*.json')}
    ifl=T.features(a.bin+'/reading',sorted(os.path.join(a.inv,'raw',f) for f in ig))
    inv=[T.sequence(r,T.named(r,ig[f],n)) for f,r in ifl.items()]; print('invented',len(inv),flush=True)
if not a.reuse and a.small:
    w={name:w for name,t,w in L.small_cases('/tmp/wt/reading')}
    fs=T.features(a.bin+'/reading',['/tmp/rd/small/'+f for f in sorted(w)])
    inv+=[T.sequence(r,L.label_small(r,w[f],n)) for f,r in fs.items()]
    for path,item in L.cases_of('/tmp/wt/reading').items():
        inv+=[T.sequence(list(T.features(a.bin+'/reading',[path]).values())[0],T.named(list(T.features(a.bin+'/reading',[path]).values())[0],item,n))]*3
    print('small',len(inv),flush=True)
for k in range(5):
    if a.only and str(k) not in a.only: continue
    w=f'{a.w}/w{k}.bin'; t=time.time()
    if not a.reuse:
        tr=[s for f,s in seqs.items() if fd[gold[f]['id']]!=k and not(a.noseen and groups[gold[f]['id']][1])]
        tr+=[s for f,s in auged if fd[gold[f]['id']]!=k and not(a.noseen and groups[gold[f]['id']][1])]
        tr+=inv
        print(k,T.fit(tr,w,a.c1,a.c2,a.it),round(time.time()-t),os.path.getsize(w),flush=True)
    subprocess.run([a.bin+'/reading','with',w,a.out]+[raw(f) for f in gold if fd[gold[f]['id']]==k],check=True)
rs=SC.rows(a.out); SC.table(rs)
json.dump([{k:v for k,v in r.items()} for r in rs],open(a.out+'.scores.json','w'),ensure_ascii=False)
