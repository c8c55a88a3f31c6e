import sys,json,collections,random,time,zlib
import pycrfsuite
sys.path.insert(0,'/tmp/wt/reading/data/reading')
import labels as L
C='/work/shared/corpus'
S=L.score(C); gold=L.gold_of(C); groups=L.groups_of(C)
def load(feat):
    files=collections.OrderedDict()
    for l in open(feat):
        r=json.loads(l); files.setdefault(r['file'],[]).append(r)
    return files
def folds(k=5):
    cnt=collections.Counter(g for g,s in groups.values())
    load=[0]*k; f={}
    for g,n in sorted(cnt.items(),key=lambda x:(-x[1],zlib.crc32(x[0].encode()))):
        i=min(range(k),key=lambda i:load[i]); f[g]=i; load[i]+=n
    return {i:f[g] for i,(g,s) in groups.items()}
def train(seqs,path,c1=0.15,c2=0.02,it=70):
    t=pycrfsuite.Trainer(algorithm='lbfgs',verbose=False)
    t.set_params({'c1':c1,'c2':c2,'max_iterations':it,'feature.possible_transitions':True,'feature.possible_states':False})
    for x,y in seqs: t.append(pycrfsuite.ItemSequence(x),y)
    t.train(path)
DEB={'above','within','below'}
if __name__=='__main__':
    import argparse
    a=argparse.ArgumentParser();a.add_argument('--feat',default='/tmp/rd/feat.jsonl');a.add_argument('--drop',default='');a.add_argument('--c1',type=float,default=.15);a.add_argument('--c2',type=float,default=.02);a.add_argument('--it',type=int,default=70);a.add_argument('--folds',type=int,default=5);a.add_argument('--only',type=int,default=-1)
    a=a.parse_args()
    drop={int(x) for x in a.drop.split(',') if x}
    files=load(a.feat); 
    lab={f:[('note' if x=='optional' else x) for x in L.label(ls,gold[f],S.N)] for f,ls in files.items()}
    X={f:[[str(v) for v in l['features'] if (v>>24) not in drop] for l in ls] for f,ls in files.items()}
    fd=folds(a.folds); pred={}
    for k in range(a.folds):
        if a.only>=0 and k!=a.only: continue
        t0=time.time()
        tr=[(X[f],lab[f]) for f in files if fd[gold[f]['id']]!=k]
        train(tr,'/tmp/rd/cv.model',a.c1,a.c2,a.it)
        tg=pycrfsuite.Tagger(); tg.open('/tmp/rd/cv.model')
        for f in files:
            if fd[gold[f]['id']]==k: pred[f]=tg.tag(pycrfsuite.ItemSequence(X[f]))
        print('fold',k,round(time.time()-t0),flush=True)
    json.dump(pred,open('/tmp/rd/pred.json','w'))
    def rep(name,sel):
        fs=[]; conf=collections.Counter(); lab_ok=collections.Counter(); lab_n=collections.Counter(); lab_p=collections.Counter(); fo=[];tit=[]
        for f in pred:
            if not sel(f): continue
            tp=fp=fn=otp=ofp=ofn=0
            for l,y,p in zip(files[f],lab[f],pred[f]):
                n=len(l['text'])
                old=(l['signs']==0 and True) or bool(l['signs']&4)
                gb=y not in DEB; pb=p not in DEB
                if y in('info','again','title','title+','kicker','subtitle','byline','credit','toc','table','note'): 
                    pass
                else:
                    tp+=n*(gb and pb); fp+=n*(pb and not gb); fn+=n*(gb and not pb)
                lab_n[y]+=1; lab_p[p]+=1; lab_ok[y]+=y==p
            f1=2*tp/(2*tp+fp+fn) if tp else 0
            fs.append((f1,f,fp,fn))
            if 'title' in lab[f]:
                tit.append([i for i,x in enumerate(lab[f]) if x in('title','title+')]==[i for i,x in enumerate(pred[f]) if x in('title','title+')])
        fs.sort()
        print(name,len(fs),'F1 mean %.4f'%(sum(x[0] for x in fs)/len(fs)),'<.85:',sum(x[0]<.85 for x in fs),'title %.3f'%(sum(tit)/len(tit)))
        print('  ',' '.join('%s %.2f/%.2f(%d)'%(y,lab_ok[y]/max(1,lab_p[y]),lab_ok[y]/lab_n[y],lab_n[y]) for y in sorted(lab_n)))
        print('   worst',[(round(x[0],2),x[1],x[2],x[3]) for x in fs[:14]])
    h=lambda f:gold[f]['kind']=='html'; un=lambda f:not groups[gold[f]['id']][1]
    rep('UNSEEN html',lambda f:h(f) and un(f)); rep('UNSEEN text',lambda f:not h(f) and un(f)); rep('seen',lambda f:not un(f))
